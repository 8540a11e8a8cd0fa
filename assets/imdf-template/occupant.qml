<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology|Labeling|Fields|Forms" labelsEnabled="0">
 <fieldConfiguration>
  <field name="category" configurationFlags="None"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="" type="QString" value=""/></Option><Option type="Map"><Option name="药房 pharmacy" type="QString" value="pharmacy"/></Option><Option type="Map"><Option name="检验科 laboratory" type="QString" value="laboratory"/></Option><Option type="Map"><Option name="放射科 radiology" type="QString" value="radiology"/></Option><Option type="Map"><Option name="心内科 cardiology" type="QString" value="cardiology"/></Option><Option type="Map"><Option name="儿科 pediatrics" type="QString" value="pediatrics"/></Option><Option type="Map"><Option name="眼科 ophthalmology" type="QString" value="ophthalmology"/></Option><Option type="Map"><Option name="收费处 cashier" type="QString" value="cashier"/></Option><Option type="Map"><Option name="门诊 clinic" type="QString" value="clinic"/></Option></Option></Option></config></editWidget></field>
 </fieldConfiguration>
 <defaults><default field="id" expression="uuid('WithoutBraces')" applyOnUpdate="0"/></defaults>
</qgis>
